package dev.fleetcast.benchmark.capacity;

import static dev.fleetcast.benchmark.capacity.Markdown.number;
import static dev.fleetcast.benchmark.capacity.Markdown.places;
import static dev.fleetcast.benchmark.capacity.Markdown.used;

import java.util.List;

/** The tables for ten million streams and a million records a second. */
record LargestTables(Costs costs) {

    private static final Load LARGEST = Load.lists(10_000_000);
    private static final int[] CELLS = {1, 10, 34, 50, 100, 200};

    /** One deployment, with other designs. */
    String designs() {
        Replica today = new Sizing(costs, LARGEST, Deployment.of(1)).smallest();
        Design demand = Design.demand(LARGEST, CpuUse.followedShare(LARGEST, today.deployment()) * LARGEST.units());
        Design byFleet = Design.byFleet(LARGEST);
        Design commands = Design.partitionedCommands(Product.MAX_PARTITIONS);
        Markdown table = new Markdown(
                "design",
                "glancing, cores",
                "control, cores",
                "cores in total",
                "into each, Gbit/s",
                "out of Kafka, Gbit/s",
                "commands",
                "memory");
        for (Design design : List.of(Design.TODAY, demand, byFleet, commands, byFleet.and(commands))) {
            Replica replica = new Replica(costs, LARGEST, today.deployment().with(design));
            table.row(
                    design.name(),
                    places(replica.cpu().glancing()),
                    places(replica.cpu().control()),
                    places(replica.cpu().total()),
                    number(replica.network().fromKafka()),
                    number(replica.network().kafkaEgress()),
                    used(Limit.COMMANDS.used(replica)),
                    used(Limit.MEMORY.used(replica)));
        }
        return table.text();
    }

    /** Cells of one size. */
    String cells() {
        Markdown table = new Markdown(
                "cells",
                "streams each",
                "records/s each",
                "replicas each",
                "replicas in total",
                "glancing, cores in total",
                "`max-streams`",
                "tightest limit",
                "used");
        for (int cells : CELLS) {
            Replica replica = new Sizing(costs, LARGEST.dividedBy(cells), Deployment.of(1)).smallest();
            int replicas = replica.deployment().replicas();
            Limit tightest = Sizing.tightest(replica);
            table.row(
                    number(cells),
                    number(replica.load().streams()),
                    number(replica.load().recordsPerSecond()),
                    number(replicas),
                    number((double) replicas * cells),
                    number(replica.cpu().glancing() * replicas * cells),
                    number(replica.control().rememberedStreams()),
                    tightest.meaning(),
                    used(tightest.used(replica)));
        }
        return table.text();
    }
}
