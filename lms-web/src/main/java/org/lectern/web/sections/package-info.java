/** Courses taught to students: pages under {@code /admin/sections/}. */
package org.lectern.web.sections;
