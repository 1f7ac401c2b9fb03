package org.lectern.roster;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.json.Json;
import java.io.InputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.lectern.jobs.InputFiles;
import org.lectern.jobs.JobService;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;
import org.lectern.shared.Roles;
import org.lectern.timetable.TimetableImports;

/** Takes in what an administrator wants imported. */
@Stateless
@RolesAllowed(Roles.ADMIN)
public class ImportService {

    /** A zip of OneRoster CSV files, 1.1 or 1.2. */
    public static final String ONEROSTER = "oneroster";

    @Inject
    private JobService jobs;

    @Inject
    private InputFiles files;

    @Inject
    private TimetableImports timetables;

    @Inject
    @ConfigProperty(name = "LMS_IMPORT_MAX_MB", defaultValue = "200")
    private int megabytes;

    /** How many megabytes a request to import may have; {@code LMS_IMPORT_MAX_MB}, else 200. */
    public int maximumMegabytes() {
        return megabytes;
    }

    /**
     * {@link #submit(String, InputStream, String, boolean, TimetableImports.Options)} of a roster.
     *
     * @param format {@value #ONEROSTER}
     * @param content the zip; read to its end, not closed
     * @param name its name, as faults shall call it; null when it has none
     * @param dryRun whether to find out what would change and change nothing
     * @return the job's id
     * @throws Problem of type VALIDATION for another format
     */
    public long submit(String format, InputStream content, String name, boolean dryRun) {
        return submit(format, content, name, dryRun, new TimetableImports.Options(null, null));
    }

    /**
     * Keeps a set and asks for a job that imports it.
     *
     * @param format {@value #ONEROSTER}, or one of {@link TimetableImports}
     * @param content the file; read to its end, not closed
     * @param name its name, as faults shall call it; null when it has none
     * @param dryRun whether to find out what would change and change nothing
     * @param options where a timetable goes; not looked at for a roster
     * @return the job's id
     * @throws Problem of type VALIDATION for another format, or when a timetable lacks its session or has odd periods
     */
    public long submit(
            String format, InputStream content, String name, boolean dryRun, TimetableImports.Options options) {
        var timetable = TimetableImports.FORMATS.contains(format);
        if (!timetable && !ONEROSTER.equals(format)) {
            throw Problem.ofField(
                    ProblemType.VALIDATION,
                    "format",
                    "The format must be oneroster, " + String.join(", ", TimetableImports.FORMATS) + ".");
        }
        var parameters = timetable ? timetables.parameters(format, options) : Json.createObjectBuilder();
        var file = files.keep(content, timetable ? "" : ".zip");
        try {
            return jobs.submit(
                    timetable ? TimetableImports.KIND : RosterImports.KIND,
                    parameters
                            .add(RosterImports.FILE, file)
                            .add(
                                    RosterImports.NAME,
                                    name == null || name.isBlank() ? (timetable ? format : "oneroster.zip") : name)
                            .add(RosterImports.DRY_RUN, dryRun)
                            .build());
        } catch (RuntimeException e) {
            files.discard(file);
            throw e;
        }
    }

    /**
     * An empty timetable to fill in.
     *
     * @param format {@value TimetableImports#CSV} or {@value TimetableImports#XLSX}
     * @throws Problem of type VALIDATION for another format
     */
    public byte[] template(String format) {
        return timetables.template(format);
    }
}
