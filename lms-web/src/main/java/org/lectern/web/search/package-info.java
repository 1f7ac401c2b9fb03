/** The search of every page of the console. */
package org.lectern.web.search;
