package org.lectern.monitoring;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonNumber;
import java.io.StringReader;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.lectern.jobs.JobEnded;
import org.lectern.jobs.JobState;
import org.lectern.roster.RosterImports;

/**
 * Tells {@code /metrics} of jobs: those that this server has ended since it started, by kind and state with their
 * duration; the rows that its imports have read and written, by file; and those that wait or run on any server.
 */
@ApplicationScoped
public class JobFigures {

    private static final Metadata ENDED = Metadata.builder()
            .withName("lectern_jobs_milliseconds")
            .withDescription("Jobs that this server has ended, and how long it worked on each")
            .build();

    private static final Metadata WAITING = Metadata.builder()
            .withName("lectern_jobs_unfinished")
            .withDescription("Jobs of all servers that wait or run; NaN while the database does not answer")
            .build();

    private static final Metadata READ = Metadata.builder()
            .withName("lectern_import_rows")
            .withDescription("Rows read by imports that succeeded, dry runs among them")
            .build();

    private static final Metadata WRITTEN = Metadata.builder()
            .withName("lectern_import_changes")
            .withDescription("Rows written by imports, by the file that asked for it")
            .build();

    @Inject
    private MetricRegistry registry;

    @Resource(lookup = "jdbc/lms")
    private DataSource dataSource;

    void register(@Observes @Initialized(ApplicationScoped.class) Object started) {
        for (var state : new JobState[] {JobState.QUEUED, JobState.RUNNING}) {
            registry.gauge(WAITING, () -> count(state), new Tag("state", state.name()));
        }
    }

    void count(@Observes JobEnded ended) {
        registry.histogram(
                        ENDED,
                        new Tag("kind", ended.kind()),
                        new Tag("state", ended.state().name()))
                .update(ended.took().toMillis());
        if (ended.kind().equals(RosterImports.KIND) && ended.state() == JobState.SUCCEEDED) {
            countRows(ended.result());
        }
    }

    private void countRows(String result) {
        try (var reader = Json.createReader(new StringReader(result))) {
            var imported = reader.readObject();
            imported.getJsonObject("rows")
                    .forEach((file, rows) ->
                            registry.counter(READ, new Tag("file", file)).inc(((JsonNumber) rows).longValue()));
            if (!imported.getBoolean("dryRun")) {
                imported.getJsonObject("changesByFile")
                        .forEach((file, actions) -> actions.asJsonObject()
                                .forEach((action, rows) -> registry.counter(
                                                WRITTEN, new Tag("file", file), new Tag("action", action))
                                        .inc(((JsonNumber) rows).longValue())));
            }
        }
    }

    private double count(JobState state) {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement("select count(*) from job where state = ?")) {
            statement.setString(1, state.name());
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        } catch (SQLException e) {
            return Double.NaN;
        }
    }
}
