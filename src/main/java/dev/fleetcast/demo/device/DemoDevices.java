package dev.fleetcast.demo.device;

import dev.fleetcast.access.token.DeviceTokens;
import dev.fleetcast.demo.DemoFleet;
import dev.fleetcast.demo.DemoVehicle;
import dev.fleetcast.kafka.TopicCreation;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

/**
 * Runs a dozen devices in the first buses of the demo fleet: eleven sensors of doors, and a thermostat, which also
 * changes the value that all share. They are independent of each other but for their thread.
 */
@ApplicationScoped
class DemoDevices {

    private static final Logger LOG = Logger.getLogger(DemoDevices.class);
    private static final int NUMBER = 12;
    private static final int MEASUREMENTS_PER_SHARE = 3;
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final int HIGHEST_VALUE = 1_000;

    private final DemoDevicesConfig config;
    private final DeviceTokens tokens;
    private final TopicCreation topics;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(DemoDevices::thread);
    private final Random chance = new Random();

    DemoDevices(DemoDevicesConfig config, DeviceTokens tokens, TopicCreation topics) {
        this.config = config;
        this.tokens = tokens;
        this.topics = topics;
    }

    void start(@Observes StartupEvent started) {
        if (config.enabled()) {
            topics.done().thenRunAsync(this::begin, thread);
        }
    }

    void stop(@Observes ShutdownEvent stopping) {
        thread.shutdownNow();
    }

    private void begin() {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build();
        String base = "http://localhost:"
                + ConfigProvider.getConfig()
                        .getOptionalValue("quarkus.http.port", Integer.class)
                        .orElse(8080);
        List<DemoVehicle> buses = DemoFleet.buses().vehicles().subList(0, NUMBER);
        for (DemoVehicle bus : buses) {
            String coreid = bus.serialNo();
            boolean last = bus == buses.get(NUMBER - 1);
            DeviceLink link =
                    new DeviceLink(http, base, () -> tokens.issue(coreid).token());
            DemoDevice device = new DemoDevice(coreid, last ? new Thermostat() : new DoorSensor(), link, thread);
            device.connect();
            every(config.period(), device::measure);
            if (last) {
                every(
                        config.period().multipliedBy(MEASUREMENTS_PER_SHARE),
                        () -> device.share(chance.nextInt(HIGHEST_VALUE)));
            }
        }
        LOG.infof("Simulating %d devices", NUMBER);
    }

    /** Each device at another time. */
    private void every(Duration period, Runnable work) {
        long millis = period.toMillis();
        thread.scheduleAtFixedRate(() -> quietly(work), chance.nextLong(millis), millis, TimeUnit.MILLISECONDS);
    }

    private static void quietly(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            // A missed measurement is better than an ended device.
            LOG.warn("A simulated device failed", e);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "demo-devices");
        thread.setDaemon(true);
        return thread;
    }
}
