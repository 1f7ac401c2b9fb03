package org.lectern.web.shell;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

/** Lets browsers keep style sheets and scripts until the program changes. */
@Named
@ApplicationScoped
public class Assets {

    private final String version = Long.toString(System.currentTimeMillis() / 1000, Character.MAX_RADIX);

    /** Changes whenever the program is started; part of the address of every style sheet and script. */
    public String getVersion() {
        return version;
    }
}
