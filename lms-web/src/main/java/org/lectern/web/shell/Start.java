package org.lectern.web.shell;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import org.lectern.security.FirstAdministratorService;

/** What is to be done when the console starts: it must be possible for somebody to sign in to it. */
@WebListener
public class Start implements ServletContextListener {

    @Inject
    private FirstAdministratorService firstAdministrator;

    /** {@inheritDoc} */
    @Override
    public void contextInitialized(ServletContextEvent event) {
        firstAdministrator.admit();
    }
}
