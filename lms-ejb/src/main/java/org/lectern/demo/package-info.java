/**
 * A school to try Lectern with: {@link org.lectern.demo.DemoSchoolLoader} fills an empty database with it when the
 * environment says {@code LMS_DEMO=true}. Nothing else depends on this package.
 */
package org.lectern.demo;
