package org.lectern.web.shell;

import jakarta.enterprise.context.SessionScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import org.lectern.shared.CurrentCaller;

/** Who works in this session, for the corner of every page. */
@Named("session_user")
@SessionScoped
public class SignedIn implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    private CurrentCaller currentCaller;

    /** The name to show. */
    public String getName() {
        return currentCaller.find().map(caller -> caller.username()).orElse("");
    }
}
