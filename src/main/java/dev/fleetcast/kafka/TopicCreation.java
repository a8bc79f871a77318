package dev.fleetcast.kafka;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.NewTopic;
import org.jboss.logging.Logger;

/**
 * Creates the topics of all features in the background at startup, retrying while Kafka is unavailable: the application
 * starts without a broker and becomes ready when there is one.
 */
@ApplicationScoped
public class TopicCreation {

    private static final Logger LOG = Logger.getLogger(TopicCreation.class);
    private static final long RETRY_MILLIS = 1_000;

    private final Topics topics;
    private final Instance<RequiredTopics> required;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final Thread thread = new Thread(this::run, "fleetcast-topics");

    TopicCreation(Topics topics, @Any Instance<RequiredTopics> required) {
        this.topics = topics;
        this.required = required;
    }

    /** Completes, on a thread that may block, when every required topic exists. */
    public CompletionStage<Void> done() {
        return done.minimalCompletionStage();
    }

    void start(@Observes StartupEvent started) {
        thread.setDaemon(true);
        thread.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        thread.interrupt();
    }

    private void run() {
        List<NewTopic> wanted = required.stream()
                .flatMap(feature -> feature.describe(topics).stream())
                .toList();
        try {
            String lastProblem = null;
            while (!done.isDone()) {
                lastProblem = attempt(wanted, lastProblem);
            }
        } catch (InterruptedException stopped) {
            LOG.debug("Stopped before the topics existed");
        }
    }

    private String attempt(List<NewTopic> wanted, String lastProblem) throws InterruptedException {
        try {
            topics.ensure(wanted);
            done.complete(null);
            return null;
        } catch (ExecutionException refused) {
            String problem = String.valueOf(refused.getCause().getMessage());
            if (!problem.equals(lastProblem)) {
                LOG.warnf("Topics cannot be created yet, trying again: %s", problem);
            }
            waitBeforeRetry();
            return problem;
        }
    }

    private synchronized void waitBeforeRetry() throws InterruptedException {
        wait(RETRY_MILLIS);
    }
}
