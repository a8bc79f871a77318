package dev.fleetcast.access;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** The account that a new deployment is administered with at first; not used once there is any user. */
@ConfigMapping(prefix = "fleetcast.bootstrap.admin")
public interface FirstAdministratorConfig {

    /** The login name, at most 100 characters. */
    Optional<String> username();

    /** The password, at most 72 bytes. Change it after the first login, and take it out of the environment. */
    Optional<String> password();
}
