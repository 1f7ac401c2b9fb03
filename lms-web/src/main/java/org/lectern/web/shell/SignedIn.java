package org.lectern.web.shell;

import jakarta.enterprise.context.SessionScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import org.lectern.security.MeService;

/** Who works in this session, for the corner of every page. */
@Named
@SessionScoped
public class SignedIn implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    private MeService me;

    private String name;

    /** The person's name, as it was when the session began. */
    public String getName() {
        if (name == null) {
            name = me.get().name();
        }
        return name;
    }
}
