/** What registers are marked with: pages under {@code /admin/codes/}. */
package org.lectern.web.codes;
