/** What can be taught: pages under {@code /admin/courses/}. */
package org.lectern.web.courses;
