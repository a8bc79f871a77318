package dev.fleetcast.kafka;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * A break in a log: the records read before and after it are not contiguous.
 *
 * @param cause the cause
 * @param next the next offset to read, by affected partition
 */
public record LogBreak(Cause cause, Map<TopicPartition, Long> next) {

    /** The cause of a break. */
    public enum Cause {
        /** The topic was deleted and created again. All its partitions are affected; former offsets are void. */
        RECREATED,
        /**
         * The log ends before an offset that was already read: offsets from its end on will be reassigned to other
         * records.
         */
        CUT,
        /** Kafka has deleted records before they were read. */
        EXPIRED
    }

    public LogBreak {
        next = Map.copyOf(next);
    }
}
