import { Dashboard } from './dashboard.js'
import { byId } from './dom.js'
import { startPage } from './page.js'

startPage(async (client, user) => {
  byId('operations-link').hidden = !user.roles.includes('admin')
  await new Dashboard(client).open()
})
