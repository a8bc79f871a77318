package dev.fleetcast.access;

import dev.fleetcast.registry.RegistryView;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The users as the registry has them, in memory: an immutable picture that is replaced as a whole. Reading never blocks and
 * is safe for any thread.
 */
@ApplicationScoped
public class UserDirectory implements RegistryView {

    private volatile Map<Long, Account> accounts = Map.of();
    private volatile Map<Long, String> clients = Map.of();
    private final List<Long> endedUsers = new ArrayList<>();

    @Override
    public void reload() {
        QuarkusTransaction.requiringNew().run(() -> {
            Map<Long, String> enabledClients = enabledClients();
            replace(readAccounts(enabledClients.keySet()));
            clients = enabledClients;
        });
    }

    /** The enabled clients among those named by id or by name. */
    Set<Long> clientIds(Collection<String> idsOrNames) {
        return clients.entrySet().stream()
                .filter(client ->
                        idsOrNames.contains(client.getKey().toString()) || idsOrNames.contains(client.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** The user, if there is one and it is enabled. */
    Optional<Account> enabled(long userId) {
        return Optional.ofNullable(accounts.get(userId)).filter(Account::enabled);
    }

    /** Whether there is such a user, enabled or not. */
    boolean isRegistered(long userId) {
        return accounts.containsKey(userId);
    }

    /** Takes a user in that has just been read from the database, so that a login is good at once. */
    synchronized void remember(Account account) {
        Map<Long, Account> next = new HashMap<>(accounts);
        next.put(account.id(), account);
        accounts = Map.copyOf(next);
    }

    /** The users who, since the last call, were disabled or deleted. */
    synchronized List<Long> takeEndedUsers() {
        List<Long> ended = List.copyOf(endedUsers);
        endedUsers.clear();
        return ended;
    }

    synchronized void replace(Map<Long, Account> next) {
        accounts.values().stream()
                .filter(Account::enabled)
                .map(Account::id)
                .filter(id -> !next.containsKey(id) || !next.get(id).enabled())
                .forEach(endedUsers::add);
        accounts = Map.copyOf(next);
    }

    /** An account as the database has it; within a transaction. */
    static Account account(User user, Set<Long> enabledClients) {
        Set<Long> clients = new HashSet<>(user.clientIds);
        clients.retainAll(enabledClients);
        return new Account(user.id, user.username, user.enabled, user.shared, user.roles, clients);
    }

    private static Map<Long, String> enabledClients() {
        return Client.<Client>list("enabled", true).stream()
                .collect(Collectors.toUnmodifiableMap(client -> client.id, client -> client.name));
    }

    private static Map<Long, Account> readAccounts(Set<Long> enabledClients) {
        return User.<User>list("select distinct u from User u left join fetch u.roles left join fetch u.clientIds")
                .stream()
                .collect(Collectors.toMap(user -> user.id, user -> account(user, enabledClients)));
    }
}
