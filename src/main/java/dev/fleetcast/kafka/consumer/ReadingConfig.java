package dev.fleetcast.kafka.consumer;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Locale;

/** How all readers of this application read records from Kafka. */
@ConfigMapping(prefix = "fleetcast.kafka")
public interface ReadingConfig {

    /** The isolation level: records of committed transactions, or all. */
    enum Isolation {
        /** Records of aborted transactions are never read; an open transaction blocks its partition until it ends. */
        READ_COMMITTED,
        /** Records are read as they arrive, including those of transactions that are aborted later. */
        READ_UNCOMMITTED;

        public String setting() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Whether records of open and aborted transactions are held back ({@code read_committed}) or read as they arrive
     * ({@code read_uncommitted}).
     */
    @WithDefault("read_committed")
    Isolation isolationLevel();

    /**
     * The maximum size of a value or key after decompression, from 64 KB to 16 MB. A larger record is skipped and
     * reported. Use the same value on every replica.
     */
    @WithDefault("2M")
    MemorySize maxRecordSize();
}
