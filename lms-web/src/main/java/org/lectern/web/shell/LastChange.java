package org.lectern.web.shell;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import org.lectern.audit.AuditService;

/** Who changed something last, for those who wanted to change it as well. */
@ApplicationScoped
public class LastChange {

    @Inject
    private AuditService auditService;

    /**
     * The last change of something.
     *
     * @param kind as the audit names it
     * @param id which; null where there is only one of its kind
     * @param since changes before this moment are known to the reader
     */
    public Optional<AuditService.Entry> of(String kind, Long id, Instant since) {
        return auditService
                .list(new AuditService.Filter(null, null, kind, id, null, null, null), 1, null)
                .items()
                .stream()
                .filter(entry -> entry.at().toInstant().isAfter(since))
                .findFirst();
    }
}
