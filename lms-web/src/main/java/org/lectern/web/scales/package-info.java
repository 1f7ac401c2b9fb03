/** What percentages are called: pages under {@code /admin/scales/}. */
package org.lectern.web.scales;
