package dev.fleetcast.channel.receipt;

import dev.fleetcast.threading.ThreadSafe;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/** Metrics of receipts. */
@ThreadSafe
@Singleton
class ReceiptMetrics {

    private final MeterRegistry registry;
    private final Counter sentAgain;

    ReceiptMetrics(MeterRegistry registry) {
        this.registry = registry;
        sentAgain = Counter.builder("fleetcast.receipts.attempts")
                .description("Events redelivered to devices because their receipt was missing")
                .register(registry);
    }

    void watch(OpenReceipts open) {
        Gauge.builder("fleetcast.receipts.open", open, OpenReceipts::size)
                .description("Events with outstanding receipts")
                .register(registry);
    }

    void sentAgain(int times) {
        sentAgain.increment(times);
    }
}
