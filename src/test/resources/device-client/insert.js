// Adds a row for every event to a table of MySQL: … PORT
const mysql = require('mysql')
const { follow, prefix, more: [port] } = require('./client')

const database = mysql.createConnection({ host: '127.0.0.1', port, user: 'root', database: 'test' })
const row = 'insert into example02 (device, ts, counter) values (?, now(), ?)'

follow(prefix, ({ coreid, data }) =>
  database.query(row, [coreid, JSON.parse(data).counter], error => console.log(error ? `failed: ${error}` : 'inserted')))
