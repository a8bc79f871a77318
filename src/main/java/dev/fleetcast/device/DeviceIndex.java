package dev.fleetcast.device;

import dev.fleetcast.fleet.FleetIndex;
import dev.fleetcast.fleet.FleetUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The devices of one snapshot of the fleet. A device is called by its serial number, else by its IMEI, else by its unit id:
 * the first of them that has the form of a coreid and that no other device is called by. A unit without any is no device.
 */
final class DeviceIndex {

    private final Map<String, Device> byCoreid = new LinkedHashMap<>();
    private final Map<String, Device> byImei = new HashMap<>();
    private final Map<String, Device> bySerialNo = new HashMap<>();
    private final Map<String, Device> byUnit = new HashMap<>();
    private final Map<String, List<Device>> byName = new HashMap<>();

    DeviceIndex(FleetIndex fleet) {
        Map<FleetUnit, Coreid> names = new HashMap<>();
        Map<String, FleetUnit> taken = new HashMap<>();
        List<Function<FleetUnit, String>> choices =
                List.of(FleetUnit::serialNo, FleetUnit::imei, unit -> unit.id().toString());
        for (Function<FleetUnit, String> choice : choices) {
            for (FleetUnit unit : fleet.units()) {
                if (!names.containsKey(unit)) {
                    Coreid.of(choice.apply(unit))
                            .filter(coreid -> taken.putIfAbsent(coreid.value(), unit) == null)
                            .ifPresent(coreid -> names.put(unit, coreid));
                }
            }
        }
        fleet.units().stream().filter(names::containsKey).forEach(unit -> add(device(unit, names.get(unit))));
    }

    Optional<Device> byCoreid(String coreid) {
        return Optional.ofNullable(byCoreid.get(coreid));
    }

    /** The devices with that coreid, IMEI, serial number or unit id, in this order. */
    Stream<Device> numbered(String number) {
        return Stream.of(byCoreid, byImei, bySerialNo, byUnit)
                .map(index -> index.get(number))
                .filter(Objects::nonNull);
    }

    /** The first of {@link #numbered}. */
    Device byNumber(String number) {
        Device device = byCoreid.get(number);
        device = device == null ? byImei.get(number) : device;
        device = device == null ? bySerialNo.get(number) : device;
        return device == null ? byUnit.get(number) : device;
    }

    Stream<Device> named(String name) {
        return byName.getOrDefault(name, List.of()).stream();
    }

    Collection<Device> all() {
        return byCoreid.values();
    }

    private void add(Device device) {
        byCoreid.put(device.coreid().value(), device);
        byUnit.put(device.unit().toString(), device);
        if (device.imei() != null) {
            byImei.put(device.imei(), device);
        }
        if (device.serialNo() != null) {
            bySerialNo.put(device.serialNo(), device);
        }
        if (device.name() != null) {
            byName.computeIfAbsent(device.name(), name -> new ArrayList<>()).add(device);
        }
    }

    private static Device device(FleetUnit unit, Coreid coreid) {
        return new Device(coreid, unit.id(), unit.clientId(), unit.name(), unit.imei(), unit.serialNo(), unit.status());
    }
}
