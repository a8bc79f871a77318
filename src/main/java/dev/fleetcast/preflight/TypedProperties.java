package dev.fleetcast.preflight;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.stream.Stream;

/**
 * The mapping interfaces of the {@code fleetcast.*} properties. By name, because most of them are private to their feature.
 */
final class TypedProperties {

    static final List<String> MAPPINGS = List.of(
            "dev.fleetcast.access.AccessConfig",
            "dev.fleetcast.access.user.FirstAdministratorConfig",
            "dev.fleetcast.alarm.AlarmConfig",
            "dev.fleetcast.channel.feed.KeepAliveConfig",
            "dev.fleetcast.channel.log.ChannelConfig",
            "dev.fleetcast.cluster.topic.ClusterConfig",
            "dev.fleetcast.connection.ConnectionConfig",
            "dev.fleetcast.connection.StreamConnectionConfig",
            "dev.fleetcast.dashboard.DashboardConfig",
            "dev.fleetcast.demo.DemoConfig",
            "dev.fleetcast.device.DeviceConfig",
            "dev.fleetcast.device.command.CommandConfig",
            "dev.fleetcast.device.key.KeyConfig",
            "dev.fleetcast.device.sink.MongoConfig",
            "dev.fleetcast.device.sink.MysqlConfig",
            "dev.fleetcast.device.store.StoreConfig",
            "dev.fleetcast.device.value.ValueConfig",
            "dev.fleetcast.history.HistoryConfig",
            "dev.fleetcast.history.TripsConfig",
            "dev.fleetcast.history.recorder.RecorderConfig",
            "dev.fleetcast.ingest.record.IngestConfig",
            "dev.fleetcast.kafka.TopicsConfig",
            "dev.fleetcast.kafka.consumer.ReadingConfig",
            "dev.fleetcast.memory.MemoryConfig",
            "dev.fleetcast.registry.RegistryConfig",
            "dev.fleetcast.stream.spi.ResumeConfig",
            "dev.fleetcast.stream.spi.StreamConfig",
            "dev.fleetcast.tracing.TracingConfig");

    private TypedProperties() {}

    /** Adds all mapping interfaces. */
    static SmallRyeConfigBuilder addTo(SmallRyeConfigBuilder builder) {
        classes().forEach(builder::withMapping);
        return builder;
    }

    static Stream<Class<?>> classes() {
        return MAPPINGS.stream().map(TypedProperties::named);
    }

    private static Class<?> named(String mapping) {
        try {
            return Class.forName(mapping);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
