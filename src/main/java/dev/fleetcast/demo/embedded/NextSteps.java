package dev.fleetcast.demo.embedded;

import io.quarkus.runtime.Application;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

/** Ends the log of a start in dev mode with what a developer can do next. */
public final class NextSteps {

    private static final Logger LOG = Logger.getLogger(NextSteps.class);
    private static final long POLL_MILLIS = 100;
    private static final int MAX_POLLS = 3_000;

    private NextSteps() {}

    /** Logs once the application has started; returns at once. */
    public static void announceAfterStart() {
        Thread waiting = new Thread(NextSteps::await, "next-steps");
        waiting.setDaemon(true);
        waiting.start();
    }

    /** Quarkus logs its own last line after every event of the start. */
    private static void await() {
        try {
            for (int polls = 0; polls < MAX_POLLS; polls++) {
                Application application = Application.currentApplication();
                if (application != null && application.isStarted()) {
                    LOG.info(text(ConfigProvider.getConfig()));
                    return;
                }
                Thread.sleep(POLL_MILLIS);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    static String text(Config config) {
        String url = "http://localhost:"
                + config.getOptionalValue("quarkus.http.port", String.class).orElse("8080");
        String kafka =
                config.getOptionalValue("kafka.bootstrap.servers", String.class).orElse("none");
        return String.join(
                "\n",
                "Next:",
                "  Dashboard  " + url + "  (demo / demo)",
                "  Devices    " + url + "/dashboard/devices.html",
                "  API        " + url + "/q/swagger-ui",
                "  Kafka      " + kafka);
    }
}
