package dev.fleetcast.kafka;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Locale;

/** How records are read from Kafka, by every reader of this application. */
@ConfigMapping(prefix = "fleetcast.kafka")
public interface ReadingConfig {

    /** Which records are read: those of committed transactions, or all. */
    enum Isolation {
        /** Records of aborted transactions are never read; an open transaction holds its partition until it ends. */
        READ_COMMITTED,
        /** Records are read as they come, also those of transactions that are aborted later. */
        READ_UNCOMMITTED;

        String setting() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Whether records of open and aborted transactions are held back ({@code read_committed}) or read as they come
     * ({@code read_uncommitted}).
     */
    @WithDefault("read_committed")
    Isolation isolationLevel();

    /**
     * The longest value or key that is read, unpacked, from 64 KB to 16 MB. A longer record is passed over and reported. Use
     * the same on every replica.
     */
    @WithDefault("2M")
    MemorySize maxRecordSize();
}
