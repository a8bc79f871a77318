package dev.fleetcast.demo.replay;

import dev.fleetcast.history.HistoryConfig;
import dev.fleetcast.history.record.RecordStore;
import dev.fleetcast.history.record.Recording;
import dev.fleetcast.history.recorder.RecorderConfig;
import dev.fleetcast.ingest.record.RecordInterpreter;
import dev.fleetcast.knowledge.Knowledge;
import dev.fleetcast.knowledge.View;
import dev.fleetcast.replica.Background;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * Records a past of the buses at the first start, so that the history has something to show; on a thread of its own. Its
 * trips are not news to those who follow the buses.
 */
@ApplicationScoped
class DemoPast {

    private static final Logger LOG = Logger.getLogger(DemoPast.class);
    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final ReplayConfig config;
    private final RecorderConfig recorder;
    private final Knowledge knowledge;
    private final RecordStore store;
    private final Recording recording;
    private final Background worker = new Background("demo-past");

    DemoPast(
            ReplayConfig config,
            RecorderConfig recorder,
            HistoryConfig history,
            Knowledge knowledge,
            RecordStore store,
            RecordInterpreter interpreter) {
        this.config = config;
        this.recorder = recorder;
        this.knowledge = knowledge;
        this.store = store.withoutNews();
        this.recording = new Recording(
                interpreter,
                this.store,
                history.chunkRetention(),
                Clock.systemUTC(),
                (record, reason) -> LOG.warnf("The database refuses a message of the past: %s", reason));
    }

    void start(@Observes StartupEvent started) {
        if (config.enabled() && recorder.enabled() && !config.past().isZero()) {
            knowledge.of(View.REGISTRY).subscribe().with(known -> worker.every(FIRST, PAUSE, this::record));
        }
    }

    void stop(@Observes ShutdownEvent stopping) {
        worker.close();
    }

    /** Ends early if the database does not respond, and goes on at the next turn. */
    private void record() {
        Instant began = Instant.now();
        PastFeed feed = new PastFeed(
                ReplayUnits.of(config, config.pastPeriod()), config.past(), config.pastPeriod(), store, recording);
        boolean recorded = false;
        while (feed.recordNext(began)) {
            recorded = true;
        }
        if (recorded) {
            LOG.infof(
                    "Recorded the past of the buses in %d s",
                    Duration.between(began, Instant.now()).toSeconds());
        }
        worker.close();
    }
}
