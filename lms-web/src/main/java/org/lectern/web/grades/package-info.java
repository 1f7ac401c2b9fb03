/** Grading periods, final grades and report cards for the office: pages under {@code /admin/grades/}. */
package org.lectern.web.grades;
