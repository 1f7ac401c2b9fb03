/** Who changed what: pages under {@code /admin/audit/}. */
package org.lectern.web.audit;
