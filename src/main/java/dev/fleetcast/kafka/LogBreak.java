package dev.fleetcast.kafka;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * A place where a log does not go on: what has been read of the partitions and what will be read do not join.
 *
 * @param cause what has happened
 * @param next the offset to be read next, of each partition concerned
 */
public record LogBreak(Cause cause, Map<TopicPartition, Long> next) {

    /** What has happened to the log. */
    public enum Cause {
        /** The topic was deleted and created again. All its partitions are concerned; offsets mean something else. */
        RECREATED,
        /** The log ends before what was read of it already: offsets from its end on will be given to other records. */
        CUT,
        /** Kafka has deleted records before they were read. */
        EXPIRED
    }

    public LogBreak {
        next = Map.copyOf(next);
    }
}
