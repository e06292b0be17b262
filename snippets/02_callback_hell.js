// Diapositive 2, « Callback Hell »
// Se lance par : node 02_callback_hell.js ; n’affiche rien
function pong_handler(client)
{
    client.on('data', function (data)
    {
        client.on('data_written', function ()
        {
            client.close()
        });
        client.write(data)
        client.flush()
    });
}
