package dev.fleetcast.faults;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/** The part of the feed that is produced from now on, and what the recorders store of it. All of it must be valid. */
final class RecordedFeed {

    private static final String TOPIC = "fleet.telemetry";
    private static final String REACHED =
            "select partition, next_offset from history_feed where topic = ? and topic_id = ?";
    private static final String ROWS = "select f.partition, count(*), count(distinct m.feed_offset) from history_feed f"
            + " join history_message m on m.feed_id = f.id and m.feed_offset >= ?"
            + " where f.topic = ? and f.topic_id = ? and f.partition = ? group by 1";

    private final Cluster cluster;
    private final String bootstrapServers;
    private final Map<Integer, Long> begins;

    /**
     * What is stored.
     *
     * @param produced records
     * @param rows of them
     * @param different rows with different offsets
     */
    record Stored(long produced, long rows, long different) {}

    RecordedFeed(Cluster cluster, String bootstrapServers) {
        this.cluster = cluster;
        this.bootstrapServers = bootstrapServers;
        this.begins = ends().offsets();
    }

    private record Ends(String topicId, Map<Integer, Long> offsets) {}

    /** Whether recorders have reached the end. */
    boolean isRecorded() {
        Ends ends = ends();
        Map<Integer, Long> reached = new HashMap<>();
        query(REACHED, statement -> {
            statement.setString(1, TOPIC);
            statement.setString(2, ends.topicId());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    reached.put(rows.getInt(1), rows.getLong(2));
                }
            }
        });
        return ends.offsets().entrySet().stream()
                .allMatch(end -> end.getValue() <= reached.getOrDefault(end.getKey(), 0L));
    }

    Stored stored() {
        Ends ends = ends();
        long[] sums = new long[3];
        ends.offsets().forEach((partition, end) -> {
            long begin = begins.getOrDefault(partition, 0L);
            sums[0] += end - begin;
            query(ROWS, statement -> {
                statement.setLong(1, begin);
                statement.setString(2, TOPIC);
                statement.setString(3, ends.topicId());
                statement.setInt(4, partition);
                try (ResultSet rows = statement.executeQuery()) {
                    if (rows.next()) {
                        sums[1] += rows.getLong(2);
                        sums[2] += rows.getLong(3);
                    }
                }
            });
        });
        return new Stored(sums[0], sums[1], sums[2]);
    }

    private Ends ends() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            TopicDescription topic =
                    admin.describeTopics(List.of(TOPIC)).allTopicNames().get().get(TOPIC);
            Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
            topic.partitions()
                    .forEach(partition ->
                            latest.put(new TopicPartition(TOPIC, partition.partition()), OffsetSpec.latest()));
            Map<Integer, Long> offsets = new HashMap<>();
            admin.listOffsets(latest)
                    .all()
                    .get()
                    .forEach((partition, end) -> offsets.put(partition.partition(), end.offset()));
            return new Ends(topic.topicId().toString(), offsets);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Use {

        void with(PreparedStatement statement) throws SQLException;
    }

    private void query(String sql, Use use) {
        try (Connection connection = DriverManager.getConnection(
                        cluster.database().jdbcUrl(),
                        cluster.database().username(),
                        cluster.database().password());
                PreparedStatement statement = connection.prepareStatement(sql)) {
            use.with(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
