package dev.fleetcast.access.user;

import dev.fleetcast.registry.admin.MatchKey;
import dev.fleetcast.registry.admin.RegistryEditor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Validates and stores clients. */
@ApplicationScoped
class ClientEditor implements RegistryEditor<Client, ClientAdminForm> {

    @Override
    public Class<Client> entityType() {
        return Client.class;
    }

    @Override
    public Class<ClientAdminForm> formType() {
        return ClientAdminForm.class;
    }

    @Override
    public List<MatchKey> keys() {
        return List.of(MatchKey.unique("name", "name"));
    }

    @Override
    public List<MatchKey> unique() {
        return keys();
    }

    @Override
    public List<String> searched() {
        return List.of("name");
    }

    @Override
    public Client blank(Long id) {
        Client client = new Client();
        client.id = id;
        return client;
    }

    @Override
    public ClientAdminForm form(Client client) {
        return new ClientAdminForm(client.id, client.name, client.enabled);
    }

    @Override
    public String ownedBy() {
        return "e.id in :clients";
    }

    @Override
    public String ofClient() {
        return "e.id = :client";
    }

    @Override
    public void apply(ClientAdminForm form, Client client) {
        client.name = form.name();
        client.enabled = form.enabled();
    }
}
