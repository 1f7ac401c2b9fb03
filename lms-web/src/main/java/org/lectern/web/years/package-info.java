/** School years with their parts and holidays: pages under {@code /admin/years/}. */
package org.lectern.web.years;
