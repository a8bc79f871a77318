package dev.fleetcast.demo;

import dev.fleetcast.access.Roles;
import java.util.List;
import java.util.Optional;

/**
 * A demo account; its password is its user name.
 *
 * @param role its role, if any
 * @param clients the companies whose fleets it sees
 * @param shared whether many end users share it
 */
record DemoAccount(String username, String fullName, Optional<String> role, List<String> clients, boolean shared) {

    static final List<DemoAccount> ALL = List.of(
            new DemoAccount(
                    "demo", "Demo Dispatcher", Optional.empty(), List.of("Demo Fleet", DemoFleet.ELSEWHERE), true),
            new DemoAccount("other", "Other Dispatcher", Optional.empty(), List.of("Other Fleet"), false),
            new DemoAccount("publisher", "Demo Publisher", Optional.of(Roles.PUBLISHER), List.of(), false),
            new DemoAccount("admin", "Demo Administrator", Optional.of(Roles.ADMIN), List.of(), false),
            new DemoAccount("manager", "Demo Manager", Optional.of(Roles.FLEET_ADMIN), List.of("Demo Fleet"), false));

    String password() {
        return username;
    }

    String email() {
        return username + "@fleet.example";
    }
}
