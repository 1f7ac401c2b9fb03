/** Registers, reports on attendance and absence notices for the office: pages under {@code /admin/attendance/}. */
package org.lectern.web.attendance;
