package org.lectern.roster;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.json.Json;
import java.io.InputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.lectern.jobs.JobService;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;
import org.lectern.shared.Roles;

/** Takes in what an administrator wants imported. */
@Stateless
@RolesAllowed(Roles.ADMIN)
public class ImportService {

    /** The only format so far: a zip of OneRoster CSV files, 1.1 or 1.2. */
    public static final String ONEROSTER = "oneroster";

    @Inject
    private JobService jobs;

    @Inject
    private RosterImports imports;

    @Inject
    @ConfigProperty(name = "LMS_IMPORT_MAX_MB", defaultValue = "200")
    private int megabytes;

    /** How many megabytes a request to import may have; {@code LMS_IMPORT_MAX_MB}, else 200. */
    public int maximumMegabytes() {
        return megabytes;
    }

    /**
     * Keeps a set and asks for a job that imports it.
     *
     * @param format {@value #ONEROSTER}
     * @param content the zip; read to its end, not closed
     * @param name its name, as faults shall call it; null when it has none
     * @param dryRun whether to find out what would change and change nothing
     * @return the job's id
     * @throws Problem of type VALIDATION for another format
     */
    public long submit(String format, InputStream content, String name, boolean dryRun) {
        if (!ONEROSTER.equals(format)) {
            throw Problem.ofField(ProblemType.VALIDATION, "format", "The format must be oneroster.");
        }
        var file = imports.keep(content);
        try {
            return jobs.submit(
                    RosterImports.KIND,
                    Json.createObjectBuilder()
                            .add(RosterImports.FILE, file)
                            .add(RosterImports.NAME, name == null || name.isBlank() ? "oneroster.zip" : name)
                            .add(RosterImports.DRY_RUN, dryRun)
                            .build());
        } catch (RuntimeException e) {
            imports.discard(file);
            throw e;
        }
    }
}
