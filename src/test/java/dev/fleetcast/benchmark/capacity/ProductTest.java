package dev.fleetcast.benchmark.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.cluster.topic.ClusterConfig;
import dev.fleetcast.stream.spi.ResumeConfig;
import dev.fleetcast.stream.spi.StreamConfig;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProductTest {

    @Test
    void settingsHaveTheDefaultsTheModelReckonsWith() throws Exception {
        assertThat(defaultOf(StreamConfig.class, "maxPerNode")).isEqualTo("" + Product.MAX_STREAMS_PER_REPLICA);
        assertThat(defaultOf(ClusterConfig.class, "maxStreams")).isEqualTo("" + Product.MAX_REMEMBERED_STREAMS);
        assertThat(seconds(StreamConfig.class, "pingInterval")).isEqualTo(Product.PING_INTERVAL_SECONDS);
        assertThat(seconds(StreamConfig.class, "resumeWindow")).isEqualTo(3_600 * Product.RESUME_WINDOW_HOURS);
        assertThat(seconds(ResumeConfig.class, "maxAge")).isEqualTo(Product.RESUME_MAX_AGE_SECONDS);
    }

    @Test
    void theCodeHasTheNumbersTheModelReckonsWith() throws Exception {
        assertThat(constant("ingest.PartitionLimit", "MAX_PARTITIONS")).isEqualTo(Product.MAX_PARTITIONS);
        assertThat(constant("access.session.SessionTable", "MAX_SESSIONS")).isEqualTo(Product.MAX_SESSIONS);
        assertThat(constant("cluster.KafkaFeedMarks", "MAX_MARKS")).isEqualTo(Product.MAX_MARKS);
        assertThat(constant("cluster.KafkaFeedMarks", "TICK")).isEqualTo(duration(Product.MARK_LOOK_SECONDS));
        assertThat(constant("cluster.FeedMarkSchedule", "FAR")).isEqualTo((long) Product.MARK_FAR_RECORDS);
        assertThat(constant("cluster.FeedMarkSchedule", "INTERVAL")).isEqualTo(duration(Product.MARK_INTERVAL_SECONDS));
        assertThat(constant("cluster.FeedMarkSchedule", "SPREAD")).isEqualTo(duration(Product.MARK_SPREAD_SECONDS));
        assertThat(constant("cluster.liveness.Replicas", "INTERVAL"))
                .isEqualTo(duration(1 / Product.HEARTBEATS_PER_SECOND));
        assertThat(constant("cluster.KafkaStreamTable", "REWRITE_AFTER"))
                .isEqualTo(duration(3_600 / Product.REWRITES_PER_HOUR));
        assertThat(constant("access.session.SessionTable", "LONGEST_REPORT_INTERVAL"))
                .isEqualTo((long) (1_000 * Product.SESSION_REPORT_SECONDS));
    }

    private static String defaultOf(Class<?> config, String property) throws ReflectiveOperationException {
        return config.getMethod(property).getAnnotation(WithDefault.class).value();
    }

    private static double seconds(Class<?> config, String property) throws ReflectiveOperationException {
        return Duration.parse(defaultOf(config, property)).toSeconds();
    }

    private static Duration duration(double seconds) {
        return Duration.ofMillis((long) (1_000 * seconds));
    }

    private static Object constant(String type, String name) throws ReflectiveOperationException {
        var field = Class.forName("dev.fleetcast." + type).getDeclaredField(name);
        field.setAccessible(true);
        return field.get(null);
    }
}
