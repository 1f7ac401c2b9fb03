/** Background work of every kind: pages under {@code /admin/jobs/}. */
package org.lectern.web.jobs;
