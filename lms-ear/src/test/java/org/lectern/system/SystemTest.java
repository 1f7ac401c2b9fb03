package org.lectern.system;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test of the whole: a parameter of type {@link RunningLectern} is a Lectern with the demo school, started once for all
 * system tests, one of type {@link SecondServer} another server of the same school; a parameter of type {@link com.microsoft.playwright.Page} is a page of a fresh browser context.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith({LecternExtension.class, BrowserExtension.class})
public @interface SystemTest {}
