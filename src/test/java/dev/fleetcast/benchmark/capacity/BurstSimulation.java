package dev.fleetcast.benchmark.capacity;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The time to the last delivery of a batch: batches arrive at random, their deliveries are spread randomly over the
 * event loops, and each loop handles one after the other. A delivery takes half to one and a half of the mean time; one
 * in a thousand takes thirty times as long.
 *
 * @param deliveries of one batch
 * @param loops that have a core each
 * @param busy the share of their time that deliveries take, 0 to 1
 */
record BurstSimulation(int deliveries, int loops, double busy, double microsPerDelivery) {

    private static final long SEED = 20_261_121;
    private static final int BATCHES = 400;
    private static final double MICROS_PER_MILLI = 1_000;
    private static final double LONG_ONES = 0.001;
    private static final double LONG = 30;

    /** Milliseconds from the arrival of a batch to the end of its last delivery. */
    record Outcome(double formula, double median, double p99) {}

    Outcome run() {
        SplittableRandom random = new SplittableRandom(SEED);
        double[] freeAt = new double[loops];
        double[] last = new double[BATCHES];
        double now = 0;
        for (int batch = 0; batch < BATCHES; batch++) {
            now += -Math.log(1 - random.nextDouble()) * formulaMicros() / busy;
            last[batch] = deliver(now, freeAt, random) - now;
        }
        Arrays.sort(last);
        return new Outcome(
                formulaMicros() / MICROS_PER_MILLI,
                last[BATCHES / 2] / MICROS_PER_MILLI,
                last[BATCHES * 99 / 100] / MICROS_PER_MILLI);
    }

    /** Deliveries times cost, shared evenly by idle loops. */
    private double formulaMicros() {
        return deliveries * microsPerDelivery / loops;
    }

    private double deliver(double now, double[] freeAt, SplittableRandom random) {
        boolean[] busyWithIt = new boolean[loops];
        for (int delivery = 0; delivery < deliveries; delivery++) {
            int loop = random.nextInt(loops);
            freeAt[loop] = Math.max(now, freeAt[loop]) + cost(random);
            busyWithIt[loop] = true;
        }
        double end = now;
        for (int loop = 0; loop < loops; loop++) {
            end = busyWithIt[loop] ? Math.max(end, freeAt[loop]) : end;
        }
        return end;
    }

    private double cost(SplittableRandom random) {
        double length = random.nextDouble() < LONG_ONES ? LONG : 0.5 + random.nextDouble();
        double mean = LONG_ONES * LONG + (1 - LONG_ONES);
        return microsPerDelivery * length / mean;
    }
}
