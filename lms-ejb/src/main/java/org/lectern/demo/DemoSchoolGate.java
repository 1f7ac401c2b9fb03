package org.lectern.demo;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

/** Keeps the archive from being served before the demo school is in; whoever asks then sees all of it or none. */
@Singleton
@Startup
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@PermitAll
public class DemoSchoolGate {

    @PostConstruct
    void await() {
        DemoSchoolLoader.await();
    }
}
