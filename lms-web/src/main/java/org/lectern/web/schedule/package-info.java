/** The class schedule: a week of a group, teacher or room, and what is changed in it. */
package org.lectern.web.schedule;
