package dev.fleetcast.benchmark.capacity;

import static dev.fleetcast.benchmark.capacity.Markdown.number;
import static dev.fleetcast.benchmark.capacity.Markdown.places;
import static dev.fleetcast.benchmark.capacity.Markdown.used;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** The tables of the model's results. */
record ModelTables(Costs costs) {

    private static final double[] SIZES = {1_000, 15_000, 50_000, 100_000, 300_000, 1_000_000, 10_000_000};
    private static final double[] MAPS = {5_000, 50_000};
    private static final Load LARGEST = Load.lists(10_000_000);
    private static final int[] CELLS = {1, 10, 34, 50, 100, 200};

    /** The work of one replica, for deployments of rising size. */
    String replicas() {
        Markdown table = new Markdown(
                "streams",
                "records/s",
                "replicas",
                "glancing",
                "following",
                "ledger",
                "deliveries",
                "liveness",
                "control",
                "cores in total",
                "memory GB",
                "in Gbit/s",
                "out Gbit/s");
        DoubleStream.of(SIZES)
                .mapToObj(Load::lists)
                .map(this::smallest)
                .forEach(replica -> table.row(line(replica, "")));
        DoubleStream.of(MAPS)
                .mapToObj(Load::maps)
                .map(this::smallest)
                .forEach(replica -> table.row(line(replica, "m")));
        return table.text();
    }

    /** The used share of each limit. */
    String limits() {
        List<Replica> replicas =
                DoubleStream.of(SIZES).mapToObj(Load::lists).map(this::smallest).toList();
        List<String> header = new ArrayList<>(List.of("limit"));
        replicas.forEach(replica -> header.add(number(replica.load().streams())));
        Markdown table = new Markdown(header.toArray(String[]::new));
        for (Limit limit : Limit.values()) {
            List<String> line = new ArrayList<>(List.of(limit.meaning()));
            replicas.forEach(replica -> line.add(used(limit.used(replica))));
            table.row(line);
        }
        return table.text();
    }

    /** The largest load, divided into cells of one size. */
    String cells() {
        Markdown table = new Markdown(
                "cells",
                "streams each",
                "records/s each",
                "replicas each",
                "replicas in total",
                "`max-streams`",
                "tightest limit",
                "used");
        for (int cells : CELLS) {
            Replica replica = smallest(LARGEST.dividedBy(cells));
            int replicas = replica.deployment().replicas();
            Limit tightest = Sizing.tightest(replica);
            table.row(
                    number(cells),
                    number(replica.load().streams()),
                    number(replica.load().recordsPerSecond()),
                    number(replicas),
                    number((double) replicas * cells),
                    number(replica.control().rememberedStreams()),
                    tightest.meaning(),
                    used(tightest.used(replica)));
        }
        return table.text();
    }

    private static String[] line(Replica replica, String suffix) {
        CpuUse cpu = replica.cpu();
        NetworkUse network = replica.network();
        return new String[] {
            number(replica.load().streams()) + (suffix.isEmpty() ? "" : " maps"),
            number(replica.load().recordsPerSecond()),
            number(replica.deployment().replicas()),
            places(cpu.glancing()),
            places(cpu.following()),
            places(cpu.ledger()),
            places(cpu.deliveries()),
            places(cpu.liveness()),
            places(cpu.control()),
            places(cpu.total()),
            number(replica.memory().total()),
            number(network.fromKafka() + network.fromClients()),
            number(network.toClients())
        };
    }

    private Replica smallest(Load load) {
        double flushMillis = load.dashboard().equals(Dashboard.MAP) ? 20 : 0;
        return new Sizing(costs, load, Deployment.of(1).flushing(flushMillis)).smallest();
    }
}
