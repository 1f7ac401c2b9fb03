package org.lectern.web.shell;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.ZoneId;
import org.lectern.settings.Settings;

/** The school whose console this is, for pages. */
@Named
@RequestScoped
public class School {

    @Inject
    private Settings settings;

    /** As it calls itself. */
    public String getName() {
        return settings.current().schoolName();
    }

    /** In which its lessons have their times. */
    public ZoneId getZone() {
        return settings.timeZone();
    }
}
