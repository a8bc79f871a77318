package dev.fleetcast.benchmark;

/** A histogram of durations whose buckets are 1/64 of a power of two wide: no value is off by more than 1.6 %. */
final class Latencies {

    private static final int STEP_BITS = 6;
    private static final int STEPS = 1 << STEP_BITS;

    private final long[] counts = new long[(Long.SIZE - STEP_BITS) * STEPS];
    private long total;
    private long max;

    void record(long nanos) {
        long value = Math.max(0, nanos);
        counts[bucket(value)]++;
        total++;
        max = Math.max(max, value);
    }

    long total() {
        return total;
    }

    double maxMillis() {
        return max / 1e6;
    }

    /** The duration that the share {@code 0…1} of all durations does not exceed; NaN without durations. */
    double millis(double share) {
        if (total == 0) {
            return Double.NaN;
        }
        long rank = Math.max(1, (long) Math.ceil(share * total));
        long seen = 0;
        for (int bucket = 0; bucket < counts.length; bucket++) {
            seen += counts[bucket];
            if (seen >= rank) {
                return Math.min(max, upperEnd(bucket)) / 1e6;
            }
        }
        return maxMillis();
    }

    private static int bucket(long value) {
        int magnitude = Long.SIZE - Long.numberOfLeadingZeros(value);
        int shift = Math.max(0, magnitude - STEP_BITS - 1);
        return shift * STEPS + (int) (value >>> shift);
    }

    private static long upperEnd(int bucket) {
        int shift = Math.max(0, bucket / STEPS - 1);
        return ((bucket - (long) shift * STEPS + 1) << shift) - 1;
    }
}
