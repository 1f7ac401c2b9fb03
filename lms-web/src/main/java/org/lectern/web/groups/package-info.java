/** Students who are kept together: pages under {@code /admin/groups/}. */
package org.lectern.web.groups;
