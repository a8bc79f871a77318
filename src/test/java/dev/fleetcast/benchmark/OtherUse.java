package dev.fleetcast.benchmark;

/** How much of the processors goes to what is not the benchmark's. */
final class OtherUse {

    private final long beginNanos = System.nanoTime();
    private final double busy = Machine.busySeconds();
    private final double ours = ProcessUsage.cpuSeconds(ProcessUsage.ours());

    private OtherUse() {}

    static OtherUse begin() {
        return new OtherUse();
    }

    /** Cores that others have used on average since it began. */
    double cores() {
        double seconds = (System.nanoTime() - beginNanos) / 1e9;
        double since = Machine.busySeconds() - busy - (ProcessUsage.cpuSeconds(ProcessUsage.ours()) - ours);
        return Math.max(0, since / seconds);
    }
}
