package org.lectern.timetable;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.lectern.jobs.InputFiles;
import org.lectern.jobs.JobError;
import org.lectern.jobs.JobFailure;
import org.lectern.jobs.JobTask;
import org.lectern.jobs.JobWork;
import org.lectern.settings.Settings;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;
import org.lectern.shared.Statements;

/** Imports timetables that were handed in: our own table, or a file of FET. */
@ApplicationScoped
public class TimetableImports implements JobWork {

    /** The kind of these jobs. */
    public static final String KIND = "timetable-import";

    /** Our own table as CSV. */
    public static final String CSV = "timetable-csv";

    /** Our own table as an Excel workbook. */
    public static final String XLSX = "timetable-xlsx";

    /** A file of FET, the free timetabling program. */
    public static final String FET = "fet";

    /** The formats that are read. */
    public static final List<String> FORMATS = List.of(CSV, XLSX, FET);

    /** One timetable at a time. */
    private static final long LOCK = 0x54696d65_74616231L;

    /** The class of SQL states for it. */
    private static final String CONSTRAINT_VIOLATED = "23";

    private static final Logger LOG = Logger.getLogger(TimetableImports.class.getName());

    private static final Pattern PERIOD = Pattern.compile("\\s*(\\d{1,2}):(\\d{2})\\s*[-–]\\s*(\\d{1,2}):(\\d{2})\\s*");

    @Inject
    private InputFiles files;

    @Inject
    private Settings settings;

    /**
     * Where a timetable goes.
     *
     * @param academicSessionId the term or year in which its sections run; null is refused
     * @param periods the times of the periods of a FET file, such as {@code 08:00-08:50,08:55-09:45}; null when its names
     *     tell them
     */
    public record Options(Long academicSessionId, String periods) {}

    /**
     * Checks what a job is to be told.
     *
     * @throws Problem of type VALIDATION when there is no session or the periods are none
     */
    public JsonObjectBuilder parameters(String format, Options options) {
        if (options.academicSessionId == null) {
            throw Problem.ofField(
                    ProblemType.VALIDATION, "academicSessionId", "Say in which academic session the timetable holds.");
        }
        periods(options.periods);
        var parameters =
                Json.createObjectBuilder().add("format", format).add("academicSessionId", options.academicSessionId);
        return options.periods == null ? parameters : parameters.add("periods", options.periods);
    }

    private static List<FetFile.Period> periods(String text) {
        List<FetFile.Period> periods = new ArrayList<>();
        if (text != null && !text.isBlank()) {
            for (var part : Arrays.asList(text.split(","))) {
                var times = PERIOD.matcher(part);
                var before = periods.isEmpty()
                        ? LocalTime.MIN
                        : periods.get(periods.size() - 1).end();
                var period = times.matches()
                        ? new FetFile.Period(time(times.group(1), times.group(2)), time(times.group(3), times.group(4)))
                        : null;
                if (period == null
                        || period.start() == null
                        || period.end() == null
                        || !period.start().isBefore(period.end())
                        || period.start().isBefore(before)) {
                    throw Problem.ofField(
                            ProblemType.VALIDATION,
                            "periods",
                            "Periods are written like 08:00-08:50,08:55-09:45, one after the other.");
                }
                periods.add(period);
            }
        }
        return periods;
    }

    private static LocalTime time(String hour, String minute) {
        int h = Integer.parseInt(hour);
        int m = Integer.parseInt(minute);
        return h < 24 && m < 60 ? LocalTime.of(h, m) : null;
    }

    /** {@inheritDoc} */
    @Override
    public String kind() {
        return KIND;
    }

    /** {@inheritDoc} */
    @Override
    public String run(Connection connection, JobTask task) throws SQLException {
        var parameters = task.parameters();
        var name = parameters.getString("name");
        var file = files.path(parameters.getString("file"));
        if (!Files.exists(file)) {
            throw new JobFailure(List.of(new JobError(name, null, null, "The file is gone; hand it in again.")));
        }
        task.progress(5);
        var plan = new TimetablePlan(name);
        try (var in = new BufferedInputStream(Files.newInputStream(file))) {
            read(parameters, in, plan);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        plan.refuse();
        task.progress(20);
        Statements.list(connection, "select pg_advisory_xact_lock(?)", row -> true, LOCK);
        try {
            return new TimetableMerge(connection, plan, options(parameters, task)).run(task::progress);
        } catch (SQLException e) {
            if (e.getSQLState() == null || !e.getSQLState().startsWith(CONSTRAINT_VIOLATED)) {
                throw e;
            }
            LOG.log(Level.INFO, "The database refuses a row of a timetable", e);
            throw new JobFailure(List.of(new JobError(
                    name,
                    null,
                    null,
                    "It clashes with something that somebody wrote at the same moment; hand it in again.")));
        }
    }

    private TimetableMerge.Options options(JsonObject parameters, JobTask task) {
        return new TimetableMerge.Options(
                parameters.getString("format"),
                parameters.getString("name"),
                parameters.getJsonNumber("academicSessionId").longValue(),
                parameters.getBoolean("dryRun"),
                settings.timeZone(),
                Clock.systemUTC().instant(),
                task.accountId(),
                task.actor(),
                task.id());
    }

    /** Reads a file of one of the formats into a plan. */
    static void read(JsonObject parameters, InputStream in, TimetablePlan plan) {
        switch (parameters.getString("format")) {
            case CSV -> TimetableSheet.readCsv(in, plan);
            case XLSX -> TimetableSheet.readXlsx(in, plan);
            default -> FetFile.read(in, plan, periods(parameters.getString("periods", null)));
        }
    }

    /** {@inheritDoc} */
    @Override
    public void discard(JsonObject parameters) {
        files.discard(parameters.getString("file"));
    }

    /**
     * An empty table to fill in.
     *
     * @param format {@value #CSV} or {@value #XLSX}
     * @throws Problem of type VALIDATION for another format
     */
    public byte[] template(String format) {
        return switch (format == null ? "" : format) {
            case CSV -> TimetableSheet.csvTemplate();
            case XLSX -> TimetableSheet.xlsxTemplate();
            default ->
                throw Problem.ofField(
                        ProblemType.VALIDATION, "format", "There is a template for " + CSV + " and " + XLSX + ".");
        };
    }
}
