/**
 * What is administered. This one description of each kind makes its list, its form and its import:
 *
 * - `title`, `add`, `change`: names of the kind and of what is done with it
 * - `name`: what an entry is called
 * - `match`: the fields besides the id by which an import recognizes entries, the usual one first
 * - `changedBy`: the role that may change entries, if not every administrator
 * - `hasTokens`: whether entries have access tokens
 * - `fields`: `type` is text if not given; `only` is the role that sets it; `listed` ones are columns of the list;
 *   references name the `kind` they refer to
 */
export const KINDS = {
  clients: {
    title: 'Companies',
    add: 'Add company',
    change: 'Change company',
    name: ({ name }) => name,
    match: ['name'],
    changedBy: 'admin',
    fields: [
      { name: 'name', title: 'Name', required: true, most: 200, listed: true },
      { name: 'enabled', title: 'Vehicles are visible', type: 'flag', initial: true, listed: true },
    ],
  },
  users: {
    title: 'Users',
    add: 'Add user',
    change: 'Change user',
    name: ({ username }) => username,
    match: ['username'],
    hasTokens: true,
    fields: [
      { name: 'username', title: 'Username', required: true, most: 100, listed: true },
      { name: 'full_name', title: 'Full name', most: 200, listed: true },
      { name: 'email', title: 'E-mail address', most: 254, listed: true },
      { name: 'password', title: 'Password', type: 'password', hint: 'Empty keeps the password of a user who has one.' },
      { name: 'must_change_password', title: 'Must change the password after the next login', type: 'flag' },
      {
        name: 'roles',
        title: 'Roles',
        type: 'choices',
        hint: 'Without a role, a user sees vehicles and changes nothing.',
        choices: [
          { value: 'fleet_admin', title: 'Administrator of the companies' },
          { value: 'publisher', title: 'Publisher', only: 'admin' },
          { value: 'admin', title: 'Administrator of everything', only: 'admin' },
        ],
        listed: true,
      },
      { name: 'client_ids', title: 'Companies', type: 'references', kind: 'clients', listed: true },
      { name: 'enabled', title: 'May log in', type: 'flag', initial: true, listed: true },
      { name: 'shared', title: 'Shared by many end users', type: 'flag', only: 'admin' },
    ],
  },
  units: {
    title: 'Units',
    add: 'Add unit',
    change: 'Change unit',
    name: ({ name }) => name,
    match: ['imei', 'serial_no'],
    fields: [
      { name: 'name', title: 'Name', required: true, most: 200, listed: true },
      { name: 'client_id', title: 'Company', type: 'reference', kind: 'clients', required: true, listed: true },
      { name: 'imei', title: 'IMEI', most: 16, hint: '14 to 16 digits. Messages name a unit by its IMEI or serial number.', listed: true },
      { name: 'serial_no', title: 'Serial number', most: 50, listed: true },
      { name: 'stock_no', title: 'Stock number', most: 50 },
      { name: 'vehicle_id', title: 'Vehicle', type: 'reference', kind: 'vehicles', listed: true },
      {
        name: 'assigned_as',
        title: 'Role in the vehicle',
        type: 'choice',
        choices: [
          { value: 'primary', title: 'Primary unit' },
          { value: 'backup_1', title: 'First backup unit' },
          { value: 'backup_2', title: 'Second backup unit' },
        ],
      },
      { name: 'timezone', title: 'Time zone', most: 50, initial: 'UTC', suggested: () => Intl.supportedValuesOf('timeZone') },
      { name: 'status', title: 'Status', most: 50, initial: 'active', listed: true },
    ],
  },
  vehicles: {
    title: 'Vehicles',
    add: 'Add vehicle',
    change: 'Change vehicle',
    name: ({ reg_no: plate }) => plate,
    match: ['reg_no', 'fleet_no', 'vin'],
    fields: [
      { name: 'reg_no', title: 'Registration', required: true, most: 50, listed: true },
      { name: 'client_id', title: 'Company', type: 'reference', kind: 'clients', required: true, listed: true },
      { name: 'fleet_no', title: 'Fleet number', most: 50, listed: true },
      { name: 'vin', title: 'Chassis number', most: 50, listed: true },
      { name: 'engine_no', title: 'Engine number', most: 50 },
      { name: 'icon_name', title: 'Icon', most: 100 },
      { name: 'primary_unit_id', title: 'Primary unit', type: 'reference', kind: 'units', listed: true },
      { name: 'backup_1_unit_id', title: 'First backup unit', type: 'reference', kind: 'units' },
      { name: 'backup_2_unit_id', title: 'Second backup unit', type: 'reference', kind: 'units' },
    ],
  },
  drivers: {
    title: 'Drivers',
    add: 'Add driver',
    change: 'Change driver',
    name: ({ name }) => name,
    match: ['tag_no', 'name'],
    fields: [
      { name: 'name', title: 'Name', required: true, most: 200, listed: true },
      { name: 'client_id', title: 'Company', type: 'reference', kind: 'clients', required: true, listed: true },
      { name: 'tag_no', title: 'Tag number', most: 50, listed: true },
      { name: 'vehicle_id', title: 'Vehicle', type: 'reference', kind: 'vehicles', listed: true },
    ],
  },
  pools: {
    title: 'Groups',
    add: 'Add group',
    change: 'Change group',
    name: ({ name }) => name,
    match: ['name'],
    fields: [
      { name: 'name', title: 'Name', required: true, most: 200, listed: true },
      { name: 'client_id', title: 'Company', type: 'reference', kind: 'clients', required: true, listed: true },
      { name: 'vehicle_ids', title: 'Vehicles', type: 'references', kind: 'vehicles', listed: true },
    ],
  },
  zones: {
    title: 'Zones',
    add: 'Add zone',
    change: 'Change zone',
    name: ({ name }) => name,
    match: ['number', 'name'],
    fields: [
      { name: 'name', title: 'Name', required: true, most: 200, listed: true },
      { name: 'client_id', title: 'Company', type: 'reference', kind: 'clients', required: true, listed: true },
      { name: 'number', title: 'Number', type: 'number', required: true, hint: 'The number of the zone in the devices: 12 in ZONE:ENTER:12.', listed: true },
    ],
  },
}

/** Whether the user may set that field, make that choice or change entries of that kind. */
export function isFor(user, { only, changedBy = only }) {
  return changedBy === undefined || user.roles.includes(changedBy)
}
