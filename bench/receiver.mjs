import { createServer } from 'node:http';

/** Takes whatever it is sent, and counts it: as fast as a receiver can be, so that what sends shows. Asked over IPC, it tells how many. */

let taken = 0;

const server = createServer((request, response) => {
  request.resume().on('end', () => {
    taken += 1;
    response.writeHead(204).end();
  });
});

process.on('message', () => process.send({ taken }));
server.keepAliveTimeout = 65_000;
server.listen(0, '127.0.0.1', () => process.send({ url: `http://127.0.0.1:${server.address().port}` }));
