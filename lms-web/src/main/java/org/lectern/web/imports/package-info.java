/** Rosters taken in from other systems, and the jobs that do it: pages under {@code /admin/imports/}. */
package org.lectern.web.imports;
