package dev.fleetcast.benchmark.capacity;

import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The partitions that each replica needs when it reads only those with units that its streams follow. A few fleets have
 * most of the streams: the n-th largest has a share in proportion to 1/n.
 *
 * @param fleets of a hundred units each; a stream follows units of one fleet
 */
record DemandSimulation(int fleets, int replicas, int partitions, int unitsPerStream) {

    static final int UNITS_PER_FLEET = 100;

    private static final long SEED = 20_261_121;

    /**
     * The result.
     *
     * @param inDemand the share of partitions a replica needs, on average
     * @param formula the same by 1 - (1 - 1/partitions)^(units followed)
     * @param unitsFollowed on a replica, on average
     * @param busiest the streams of the fullest replica, relative to the average one
     */
    record Outcome(double inDemand, double formula, double unitsFollowed, double busiest) {}

    Outcome run(Placement placement, int streams) {
        SplittableRandom random = new SplittableRandom(SEED);
        int[] partitionOfUnit = partitionsOfUnits(placement, random);
        double[] popularity = popularity();
        BitSet[] followed = bitSets();
        int[] carried = new int[replicas];
        for (int stream = 0; stream < streams; stream++) {
            int fleet = fleet(popularity, random);
            int replica = placement.streamsByFleet() ? replicaOf(fleet) : random.nextInt(replicas);
            carried[replica]++;
            follow(followed[replica], fleet, random);
        }
        return outcome(
                followed, partitionOfUnit, IntStream.of(carried).max().orElseThrow() * (double) replicas / streams);
    }

    private Outcome outcome(BitSet[] followed, int[] partitionOfUnit, double busiest) {
        double needed = 0;
        double expected = 0;
        double units = 0;
        for (BitSet here : followed) {
            needed += (double) here.stream()
                            .map(unit -> partitionOfUnit[unit])
                            .distinct()
                            .count()
                    / partitions;
            expected += formula(partitions, here.cardinality());
            units += here.cardinality();
        }
        return new Outcome(needed / replicas, expected / replicas, units / replicas, busiest);
    }

    /** The expected share of partitions that contain that many random units. */
    static double formula(int partitions, double units) {
        return 1 - Math.pow(1 - 1.0 / partitions, units);
    }

    private int[] partitionsOfUnits(Placement placement, SplittableRandom random) {
        int[] partition = new int[fleets * UNITS_PER_FLEET];
        for (int unit = 0; unit < partition.length; unit++) {
            partition[unit] =
                    placement.unitsByFleet() ? unit / UNITS_PER_FLEET % partitions : random.nextInt(partitions);
        }
        return partition;
    }

    /** Fleets of one partition are on one replica, or on the fewest that give every replica some. */
    private int replicaOf(int fleet) {
        int partition = fleet % partitions;
        int replicasPerPartition = Math.max(1, replicas / partitions);
        return (partition + fleet / partitions % replicasPerPartition * partitions) % replicas;
    }

    /** The cumulative shares of the fleets. */
    private double[] popularity() {
        double[] sums = new double[fleets];
        double sum = 0;
        for (int fleet = 0; fleet < fleets; fleet++) {
            sum += 1.0 / (fleet + 1);
            sums[fleet] = sum;
        }
        return sums;
    }

    private static int fleet(double[] popularity, SplittableRandom random) {
        int found = Arrays.binarySearch(popularity, random.nextDouble(popularity[popularity.length - 1]));
        return found < 0 ? -found - 1 : found;
    }

    private void follow(BitSet followed, int fleet, SplittableRandom random) {
        for (int unit = 0; unit < unitsPerStream; unit++) {
            followed.set(fleet * UNITS_PER_FLEET + random.nextInt(UNITS_PER_FLEET));
        }
    }

    private BitSet[] bitSets() {
        return IntStream.range(0, replicas).mapToObj(replica -> new BitSet()).toArray(BitSet[]::new);
    }
}
