import { byId } from '../dom.js'
import { startPage } from '../page.js'
import { HistoryPage } from './history-page.js'

startPage(async (client, user) => {
  byId('operations-link').hidden = !user.roles.includes('admin')
  await new HistoryPage(client).open()
})
